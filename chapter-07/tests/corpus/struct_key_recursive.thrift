struct Tree { 1: optional Tree left, 2: list<Tree> children, 3: map<Tree, double> weights }
