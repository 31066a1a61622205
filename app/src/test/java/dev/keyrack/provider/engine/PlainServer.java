package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.TestServer.Answer;
import dev.keyrack.provider.engine.TestServer.Seen;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A server on loopback that writes just the bytes that a test says: no header of its own, so that a test can break the
/// protocol or have another time than today.
final class PlainServer implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /// What the server says.
    interface Talk {
        /// Writes the answer, and says whether the connection stays open.
        boolean answer(Seen request, OutputStream out) throws IOException;
    }

    PlainServer(Talk talk) {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(() -> accept(talk));
    }

    /// One that keeps to the protocol.
    static PlainServer of(Function<Seen, Answer> vendor) {
        return new PlainServer((request, out) -> {
            Answer answer = vendor.apply(request);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            answer.body().write(body);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Status\r\n");
            answer.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            write(out, head.append("Content-Length: ").append(body.size()).append("\r\n\r\n").toString());
            body.writeTo(out);
            return true;
        });
    }

    /// One that writes `answer` to everybody, and then ends the connection.
    static PlainServer saying(String answer) {
        return new PlainServer((_, out) -> {
            write(out, answer);
            return false;
        });
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept(Talk talk) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                threads.execute(() -> serve(socket, talk));
            } catch (IOException _) {
                return; // it was closed
            }
        }
    }

    private void serve(Socket socket, Talk talk) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            Seen request = read(in);
            while (request != null) {
                seen.add(request);
                if (!talk.answer(request, out)) {
                    return;
                }
                out.flush();
                request = read(in);
            }
        } catch (IOException _) {
            return; // the client has gone, as most of these tests want
        }
    }

    private static @Nullable Seen read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        String[] words = first.split(" ", 3);
        if (words.length < 3) {
            throw new IOException("no HTTP");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("no HTTP");
            }
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        int mark = words[1].indexOf('?');
        return new Seen(words[0], mark < 0 ? words[1] : words[1].substring(0, mark),
                mark < 0 ? "" : words[1].substring(mark + 1), headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            line.write(each);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    int port() {
        return listening.getLocalPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
