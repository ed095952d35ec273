namespace * stars.of.many
namespace py other
struct A { 1: B b }
struct B {}
