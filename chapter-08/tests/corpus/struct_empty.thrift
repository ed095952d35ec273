struct Nothing {}
struct Holds { 1: Nothing nothing, 2: optional Nothing maybe, 3: required Nothing must }
