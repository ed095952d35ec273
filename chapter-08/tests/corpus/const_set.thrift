const set<string> NONE = {}
const set<string> SOME = ['a', 'b']
const set<double> DOUBLES = [1, 2.5]
const set<list<double>> LISTS = [LENGTHS, [3]]
const list<double> LENGTHS = [1.5]
