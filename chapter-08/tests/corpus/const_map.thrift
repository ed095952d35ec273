const map<string, i32> NONE = []
const map<string, i32> SOME = {'a': 1; 'b': 2}
const map<i32, map<string, list<i32>>> DEEP = {1: {'a': [1]}, 2: {}}
const map<double, double> DOUBLES = {1: 2}
const map<map<string, double>, i32> KEYS = {PRICES: 1}
const map<string, double> PRICES = {'a': 1}
