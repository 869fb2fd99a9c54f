package io.github.millwork.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no client of HTTP would. */
final class RawHttp {
    private RawHttp() {}

    /** Sends them, ends its side, and gives all that comes back; nothing where the connection is cut. */
    static String send(RunningServer server, String bytes) throws IOException {
        try (Socket socket = connect(server)) {
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
            } catch (IOException e) {
                // It may have answered and closed before it had read all.
            }
            return read(socket);
        }
    }

    static Socket connect(RunningServer server) throws IOException {
        Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    static String read(Socket socket) {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // Cut: what came before counts.
        }
        return answer.toString();
    }

    /** What has come, at least a byte: the connection may stay open. */
    static String begin(Socket socket) throws IOException {
        byte[] buffer = new byte[8192];
        int read = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
    }
}
