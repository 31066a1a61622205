package dev.keyrack.authority;

import dev.keyrack.authority.http.Json;
import dev.keyrack.shared.secret.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/// Where a system is served, and how its administrator signs in.
public final class ReadyLine {
    private final String system;
    private final URI baseUrl;
    private final String email;
    private final Secret loginValue;
    private final SequencedMap<String, Secret> given;

    ReadyLine(String system, URI baseUrl, String email, Secret loginValue, SequencedMap<String, Secret> given) {
        this.system = system;
        this.baseUrl = baseUrl;
        this.email = email;
        this.loginValue = loginValue;
        this.given = given;
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

    /// What else the administrator needs, such as `api_key`, `client_id` or `application_id`: a copy for the caller, who
    /// closes it. Empty if the system has nothing of that name.
    ///
    /// @throws IllegalStateException if the authority was closed
    public Optional<Secret> given(String name) {
        return Optional.ofNullable(given.get(name)).map(Secret::copy);
    }

    /// All of it as one line of JSON, for standard output.
    ///
    /// @throws IllegalStateException if the authority was closed
    public String toJson() {
        ObjectNode line = Json.object().put("system", system).put("base_url", baseUrl.toString()).put("email", email)
                .put("password", loginValue.reveal());
        given.forEach((name, value) -> line.put(name, value.reveal()));
        return Json.line(line);
    }

    @Override
    public String toString() {
        return system + " at " + baseUrl;
    }

    void forget() {
        loginValue.close();
        given.values().forEach(Secret::close);
    }
}
