// md4c has a pkg-config file (`md4c`), and its one header is on the default search path.
#include <md4c.h>
