package dev.keyrack.provider.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A proxy on loopback that leads every tunnel to one port of this computer, whatever host was asked for.
final class TunnelProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final int target;
    private final Function<String, String> answer;

    /// @param answer the status line to a request's head; only one with 200 opens the tunnel
    TunnelProxy(int target, Function<String, String> answer) {
        this.target = target;
        this.answer = answer;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException _) {
                return; // it was closed
            }
        }
    }

    private void serve(Socket client) {
        try (client; InputStream in = client.getInputStream(); OutputStream out = client.getOutputStream()) {
            String head = head(in);
            heads.add(head);
            String status = answer.apply(head);
            out.write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").replace("200 OK\r\nContent-Length: 0",
                    "200 OK").getBytes(StandardCharsets.US_ASCII));
            if (status.startsWith("200")) {
                try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    threads.execute(() -> pump(in, server));
                    server.getInputStream().transferTo(out);
                }
            }
        } catch (IOException _) {
            return; // one of the two has gone
        }
    }

    private static void pump(InputStream in, Socket server) {
        try {
            in.transferTo(server.getOutputStream());
        } catch (IOException _) {
            return; // one of the two has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int each = in.read();
            if (each < 0) {
                throw new IOException("no head");
            }
            head.append((char) each);
        }
        return head.toString();
    }

    int port() {
        return listening.getLocalPort();
    }

    /// What it was asked, oldest first.
    List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
