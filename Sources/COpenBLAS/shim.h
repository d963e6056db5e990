// OpenBLAS under its pkg-config name `openblas`. `cblas.h` is found through pkg-config's -I.
#include <cblas.h>
