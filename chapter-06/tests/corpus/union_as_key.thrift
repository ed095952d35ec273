union Choice { 1: double weight, 2: list<Choice> choices }
struct Uses { 1: set<Choice> choices, 2: map<Choice, Choice> table }
