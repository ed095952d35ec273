typedef double Weight
typedef list<Weight> Weights
struct Scale { 1: set<Weights> keys, 2: Weights plain = [1], 3: double alone }
const Weight W = 2
const double D = W
const list<double> L = ALL
const Weights ALL = [W, 3]
