// Expat, the XML parser (Debian: libexpat1-dev).
// XML_DTD is what the library is built with; it shows the limits of the expansion of entities.
#define XML_DTD 1
#include <expat.h>

/// XML_GetUserData is a macro that Swift does not see.
static inline void *expat_user_data(XML_Parser parser) {
    return XML_GetUserData(parser);
}
