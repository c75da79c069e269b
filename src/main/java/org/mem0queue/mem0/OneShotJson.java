package org.mem0queue.mem0;

import okhttp3.MediaType;
import okhttp3.RequestBody;

import okio.BufferedSink;

import java.io.IOException;

/** A JSON body that is sent once at most and tells when its last byte goes. */
final class OneShotJson extends RequestBody {
    private static final MediaType JSON = MediaType.get("application/json");

    private final byte[] bytes;
    private final CallStage stage;

    /** The bytes are never empty. */
    OneShotJson(byte[] bytes, CallStage stage) {
        this.bytes = bytes;
        this.stage = stage;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        // the last byte apart: while it is here, no server can have a complete request
        sink.write(bytes, 0, bytes.length - 1);
        stage.lastByte();
        sink.write(bytes, bytes.length - 1, 1);
    }
}
