const double WHOLE = 6
const double SMALL = 5e-324
const double LARGE = 1.7976931348623157e308
const double NEARLY_PI = 3.14
const double ZERO = -0.0
const double SAME = WHOLE
