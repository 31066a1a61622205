package dev.keyrack.provider.engine;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Collects the body of an answer up to a size, and wipes what it copied on the way.
final class BoundedBody implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final long most;
    private byte[] bytes = new byte[8 << 10];
    private int length;
    private Flow.@Nullable Subscription subscription;

    /// The body is larger than it may be.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    BoundedBody(long most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (whole.isDone()) {
                return;
            }
            if ((long) length + buffer.remaining() > most) {
                wipe();
                if (subscription != null) {
                    subscription.cancel();
                }
                whole.completeExceptionally(new TooLarge());
                return;
            }
            append(buffer);
        }
    }

    private void append(ByteBuffer buffer) {
        int needed = length + buffer.remaining();
        if (needed > bytes.length) {
            byte[] larger = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), most));
            Arrays.fill(bytes, (byte) 0);
            bytes = larger;
        }
        int count = buffer.remaining();
        buffer.get(bytes, length, count);
        length += count;
    }

    @Override
    public void onError(Throwable problem) {
        wipe();
        whole.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        byte[] exact = Arrays.copyOf(bytes, length);
        wipe();
        whole.complete(exact);
    }

    private void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
