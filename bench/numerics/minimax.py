# The polynomials of src/language/scalar: best in relative error (Remez, 1934), then rounded to the format.
# Prints each with its error before and after rounding, as powers of two.  python3 minimax.py [name …]   (mpmath 1.3.0)
import sys

from mpmath import mp, mpf

mp.dps = 50
GRID = 1500


def nodes(low, high, count):
    """Chebyshev's extrema, both ends among them."""
    return [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * i / (count - 1)) for i in range(count)]


def value(coefficients, x):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def best(f, weight, powers, low, high):
    """The coefficients of those powers that make the largest |weight (p - f)| least."""
    count = len(powers)
    xs = nodes(low, high, GRID)
    fs, ws = [f(x) for x in xs], [weight(x) for x in xs]
    reference = [round(i * (GRID - 1) / count) for i in range(count + 1)]
    if powers[0] > 0 and low == 0:  # there the polynomial is 0 whatever its coefficients
        reference[0] = 5
    for _ in range(12):
        system, right = mp.matrix(count + 1, count + 1), mp.matrix(count + 1, 1)
        for row, i in enumerate(reference):
            for column, k in enumerate(powers):
                system[row, column] = xs[i] ** k
            system[row, count] = (-1) ** row / ws[i]
            right[row] = fs[i]
        solution = mp.lu_solve(system, right)
        coefficients = [solution[column] for column in range(count)]
        full = [mpf(0)] * powers[0] + coefficients
        errors = [(value(full, x) - y) * w for x, y, w in zip(xs, fs, ws)]
        # the largest error of each stretch of one sign
        peaks = [0]
        for i in range(1, GRID):
            if (errors[i] > 0) != (errors[peaks[-1]] > 0):
                peaks.append(i)
            elif abs(errors[i]) > abs(errors[peaks[-1]]):
                peaks[-1] = i
        while len(peaks) > count + 1:
            peaks.pop(0 if abs(errors[peaks[0]]) < abs(errors[peaks[-1]]) else -1)
        if len(peaks) <= count or peaks == reference:
            break
        reference = peaks
    return coefficients


def rounded(x, bits):
    exponent = mp.frexp(x)[1] - bits
    return mp.ldexp(mp.nint(mp.ldexp(x, -exponent)), exponent)


def all_at_once(f, weight, count, low, high, bits):
    return [rounded(c, bits) for c in best(f, weight, range(count), low, high)]


def one_by_one(f, weight, count, low, high, bits):
    """The lowest coefficient is rounded, then the others fitted again to what is left, and so on."""
    fixed = []
    while len(fixed) < count:
        known = list(fixed)
        rest = lambda x: f(x) - value(known, x)
        fixed.append(rounded(best(rest, weight, range(len(known), count), low, high)[0], bits))
    return fixed


def worst(coefficients, f, weight, low, high):
    return max(abs((value(coefficients, x) - f(x)) * weight(x)) for x in nodes(low, high, 4001))


def log2(x):
    return f'2^{float(mp.log(x, 2)):.1f}'


def fit(name, f, weight, count, low, high, bits):
    if len(sys.argv) > 1 and name not in sys.argv[1:]:
        return
    low, high = mpf(low), mpf(high)
    ideal = worst(best(f, weight, range(count), low, high), f, weight, low, high)
    ways = [all_at_once] if bits == 53 else [all_at_once, one_by_one]
    tries = [way(f, weight, count, low, high, bits) for way in ways]
    chosen = min(tries, key=lambda c: worst(c, f, weight, low, high))
    print(f'{name}: {log2(ideal)}, rounded {log2(worst(chosen, f, weight, low, high))}')
    for c in chosen:
        print('  ', repr(float(c)) if bits == 53 else mp.nstr(c, 9), flush=True)


def near(x, series, function):
    """`function`, and its series where the function cancels."""
    return lambda x_: series(x_) if abs(x_) < x else function(x_)


root = mp.sqrt
third = mpf(1) / 3
r_limit = mp.log(2) / 2 * mpf('1.0005')
s_limit = ((root(2) - 1) / (root(2) + 1)) ** 2 * mpf('1.0005')
a_limit = (mp.pi / 4) ** 2 * mpf('1.001')
erf_cut = mpf('0.84375')
tiny = mpf('1e-9')

# e^r = 1 + r + r^2/2 + r^3 Q(r), relative to e^r - 1
Q = near(tiny, lambda r: mpf(1) / 6 + r / 24, lambda r: ((mp.expm1(r) - r) / r**2 - mpf(1) / 2) / r)
Q_weight = near(tiny, lambda r: mpf('0.01'), lambda r: abs(r**3 / mp.expm1(r)) + mpf('0.01'))
fit('exp f32', Q, Q_weight, 4, -r_limit, r_limit, 24)
fit('exp f64', Q, Q_weight, 10, -r_limit, r_limit, 53)

# log ((1 + s) / (1 - s)) = 2 s + s z R(z), z = s^2, relative to 2 s
R = near(tiny, lambda z: 2 * third + 2 * z / 5, lambda z: (2 * mp.atanh(root(z)) / root(z) - 2) / z)
fit('log f32', R, lambda z: z / 2 + tiny, 3, 0, s_limit, 24)
fit('log f64', R, lambda z: z / 2 + tiny, 7, 0, s_limit, 53)

# atanh s = s + s^3/3 + s^5 A(z), relative to s
A = near(tiny, lambda z: mpf(1) / 5 + z / 7, lambda z: (mp.atanh(root(z)) / root(z) - 1 - z / 3) / z**2)
fit('pow f64', A, lambda z: z**2 + tiny, 7, 0, s_limit, 53)

# sin r = r + r z S(z), cos r = 1 - z/2 + z^2 C(z), z = r^2
S = near(tiny, lambda z: -mpf(1) / 6 + z / 120, lambda z: (mp.sin(root(z)) / root(z) - 1) / z)
C = near(mpf('1e-7'), lambda z: mpf(1) / 24 - z / 720, lambda z: (mp.cos(root(z)) - 1 + z / 2) / z**2)
for bits, count in ((24, 3), (53, 6)):
    fit(f'sin f{32 if bits == 24 else 64}', S, lambda z: z + tiny, count, 0, a_limit, bits)
    fit(f'cos f{32 if bits == 24 else 64}', C, lambda z: z**2 / mp.cos(root(z)) + tiny, count, 0, a_limit, bits)

# tanh x = x + x z T(z), z = x^2, |x| <= 5/8
T = near(tiny, lambda z: -third + 2 * z / 15, lambda z: (mp.tanh(root(z)) / root(z) - 1) / z)
fit('tanh f32', T, lambda z: z + tiny, 5, 0, mpf('0.625') ** 2, 24)

# erf x = x + x P(z), z = x^2, |x| <= 27/32
P = near(tiny, lambda z: 2 / root(mp.pi) * (1 - z / 3) - 1, lambda z: mp.erf(root(z)) / root(z) - 1)
P_weight = near(tiny, lambda z: root(mp.pi) / 2, lambda z: root(z) / mp.erf(root(z)))
fit('erf f32', P, P_weight, 6, 0, erf_cut**2, 24)
fit('erf f64', P, P_weight, 12, 0, erf_cut**2, 53)

# erf x = 1 - exp L(x) in f32, and 1 - exp(-x^2) U(1 / (x + 3)) in f64, relative to erf x
fit('log erfc f32', lambda x: mp.log(mp.erfc(x)), lambda x: mp.erfc(x) / mp.erf(x), 7, erf_cut, 4, 24)
x_of = lambda u: 1 / u - 3
U = lambda u: mp.erfc(x_of(u)) * mp.exp(x_of(u) ** 2)
fit('erfc f64', U, lambda u: mp.exp(-(x_of(u) ** 2)) / mp.erf(x_of(u)), 13, mpf(1) / 9, 1 / (erf_cut + 3), 53)


def inverse(w):
    """erfInv x / x where w = -log (1 - x^2): Halley's iteration on erfc."""
    if w < mpf('1e-25'):
        return root(mp.pi) / 2
    q = mp.exp(-w)
    x = root(1 - q)
    c = q / (1 + x)
    y = root(mp.log(1 / c)) if c < mpf('0.1') else mpf(float(mp.erfinv(mpf(float(x)))))
    for _ in range(60):
        step = (mp.erfc(y) - c) / (-2 / root(mp.pi) * mp.exp(-y * y))
        step /= 1 + y * step
        y -= step
        if abs(step) < mpf(10) ** -45 * y:
            break
    return y / x


def tail(offset):
    return lambda v: inverse((v + offset) ** 2)


relative = lambda f: lambda v: 1 / f(v)
centre = lambda v: inverse(v + mpf('3.125'))
fit('erfInv f64 w < 6.25', centre, relative(centre), 25, mpf('-3.125'), mpf('3.125'), 53)
middle = tail(mpf('3.25'))
fit('erfInv f64 w < 16', middle, relative(middle), 20, mpf('-0.75'), mpf('0.75'), 53)
last = tail(mpf(5))
fit('erfInv f64 w < 37', last, relative(last), 19, mpf(-1), mpf('1.01'), 53)
