// libzip under its pkg-config name `libzip`: reads the archives that a class hands in.
#include <zip.h>
