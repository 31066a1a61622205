package dev.keyrack.authority;

import dev.keyrack.authority.http.Json;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;

/// Where a system is served, and how its administrator signs in.
public final class ReadyLine {
    private final String system;
    private final URI baseUrl;
    private final String email;
    private final Secret loginValue;

    ReadyLine(String system, URI baseUrl, String email, Secret loginValue) {
        this.system = system;
        this.baseUrl = baseUrl;
        this.email = email;
        this.loginValue = loginValue;
    }

    /// Id of the system.
    public String system() {
        return system;
    }

    /// Scheme, host and port; the paths of the system's documents follow it.
    public URI baseUrl() {
        return baseUrl;
    }

    /// Address of the administrator.
    public String email() {
        return email;
    }

    /// Password of the administrator: a copy for the caller, who closes it.
    ///
    /// @throws IllegalStateException if the authority was closed
    public Secret password() {
        return loginValue.copy();
    }

    /// All of it as one line of JSON, for standard output.
    ///
    /// @throws IllegalStateException if the authority was closed
    public String toJson() {
        return Json.line(Json.object().put("system", system).put("base_url", baseUrl.toString()).put("email", email)
                .put("password", loginValue.reveal()));
    }

    @Override
    public String toString() {
        return system + " at " + baseUrl;
    }

    void forget() {
        loginValue.close();
    }
}
