// Foundation and Debian's ICU disagree once libxml2's headers bring ICU's in as a module,
// so the ICU half of libxml2's encoding API is switched off. Nothing here uses it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>

// Frees what libxml2 allocated. Its own `xmlFree` is a global variable, which Swift 6 refuses.
static inline void releaseXML(void *memory) { xmlFree(memory); }
