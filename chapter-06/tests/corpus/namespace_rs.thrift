namespace * ignored
namespace rs fn.type.r
struct A { 1: optional A a }
