// zlib under its pkg-config name `zlib`: reads and writes the compressed members of .npz archives.
#include <zlib.h>
