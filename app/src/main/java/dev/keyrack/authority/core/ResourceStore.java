package dev.keyrack.authority.core;

import java.util.List;
import java.util.Optional;

/// Where resources are kept. Each change is durable when the call returns.
///
/// All methods throw [dev.keyrack.shared.result.StorageException] if storage fails; nothing is changed then.
public interface ResourceStore {
    /// Resources of a kind, by id, after `afterId` (empty text for the first), at most `limit`.
    List<Resource> list(String kind, String afterId, int limit);

    /// How many resources of a kind there are.
    int count(String kind);

    /// The resource of that kind and id.
    Optional<Resource> find(String kind, String id);

    /// Adds a resource, or replaces the one with the same id.
    void save(Resource resource);

    /// Removes a resource and what belongs to it; false if there is none.
    boolean remove(String kind, String id);
}
