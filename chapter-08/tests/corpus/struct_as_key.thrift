struct Key { 1: double weight, 2: set<string> words, 3: map<string, double> prices, 4: optional Inner inner }
struct Inner { 1: list<double> more = [1] }
struct Uses { 1: set<Key> keys, 2: map<Key, double> by_key }
const set<Key> KEYS = [{}, {'weight': 2}]
