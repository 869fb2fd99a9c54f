/**
 * A request, its answer, and what stands between them and the network: the server of the JDK, tokens, limits. It knows
 * nothing of models, so that what answers can be mounted in any other server.
 */
@NullMarked
package io.github.millwork.http;

import org.jspecify.annotations.NullMarked;
