using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant;

/// <content>Membership, deletion and restoring.</content>
public sealed partial class TenantDirectory
{
    /// <summary>Adds a direct member; false when already one. Throws when the group or user does not exist.</summary>
    public bool AddMember(string groupId, string userId)
    {
        lock (Gate)
        {
            var (group, user) = (Group(groupId), User(userId));
            if (!group.Members.TryAdd(user.Id, user))
                return false;
            Changed?.Invoke(new("groups", group.Id, "updated", user.Id));
            return user.MemberOfIds.Add(group.Id);
        }
    }

    /// <summary>Removes a direct member; false when it is none. Throws when the group does not exist.</summary>
    public bool RemoveMember(string groupId, string userId)
    {
        lock (Gate)
        {
            var group = Group(groupId);
            if (!group.Members.TryGet(userId, out var user))
                return false;
            group.Members.Remove(userId);
            Changed?.Invoke(new("groups", group.Id, "updated", user.Id, MemberWent: true));
            return user.MemberOfIds.Remove(group.Id);
        }
    }

    /// <summary>The direct members, as of now, in the order in which pages return them.</summary>
    public IReadOnlyList<TenantUser> MembersOf(string groupId)
    {
        lock (Gate)
            return [.. Group(groupId).Members.Items()];
    }

    /// <summary>Removes a group for good; security groups are not kept in deletedItems. False when there is none.</summary>
    public bool DeleteGroup(string groupId)
    {
        lock (Gate)
        {
            if (!_groups.TryGet(groupId, out var group))
                return false;
            foreach (var member in group.Members.Items())
                member.MemberOfIds.Remove(group.Id);
            Changed?.Invoke(new("groups", groupId, "deleted"));
            return _groups.Remove(groupId);
        }
    }

    /// <summary>Soft-deletes a user: out of every group, sign-in name freed, restorable for 30 days. False when there is none.</summary>
    public bool DeleteUser(string userId)
    {
        lock (Gate)
        {
            if (!_users.TryGet(userId, out var user))
                return false;
            user.GroupsBeforeDeletion = [.. user.MemberOfIds];
            foreach (var groupId in user.GroupsBeforeDeletion)
                RemoveMember(groupId, userId);
            Unindex(user);
            _users.Remove(userId);
            user.Owner = null;
            user["deletedDateTime"] = _clock.GetUtcNow();
            // The service puts the id without hyphens before the name, so that the name is free again.
            user.UserPrincipalName = MangledPrefix(user) + user.UserPrincipalName;
            _deleted.TryAdd(user.Id, user);
            Log.Add(user.Id, UserSchema.Instance.All, _clock.GetUtcNow());
            Changed?.Invoke(new("users", user.Id, "updated"));
            return true;
        }
    }

    /// <summary>Brings a soft-deleted user back with its groups; null when it is not there or its name has been taken.</summary>
    public TenantUser? RestoreUser(string userId)
    {
        lock (Gate)
        {
            if (!Deleted.TryGet(userId, out var user))
                return null;
            if (_byUpn.ContainsKey(NameBeforeDeletion(user)))
                return null;
            _deleted.Remove(userId);
            user.UserPrincipalName = NameBeforeDeletion(user);
            user["deletedDateTime"] = null;
            Add(user);
            foreach (var groupId in user.GroupsBeforeDeletion.Where(_groups.Contains))
                AddMember(groupId, userId);
            return user;
        }
    }

    /// <summary>Removes a soft-deleted user for good; false when it is not in deletedItems.</summary>
    public bool PurgeUser(string userId)
    {
        lock (Gate)
            return Deleted.TryGet(userId, out var user) && Purge(user);
    }

    internal void AddDeleted(TenantUser user)
    {
        lock (Gate)
            _deleted.TryAdd(user.Id, user);
    }

    /// <summary>A tenant's file that somebody edited may have deleted users who still have their name.</summary>
    internal static string NameBeforeDeletion(TenantUser user) =>
        user.UserPrincipalName.StartsWith(MangledPrefix(user), StringComparison.OrdinalIgnoreCase)
            ? user.UserPrincipalName[MangledPrefix(user).Length..]
            : user.UserPrincipalName;

    private static string MangledPrefix(TenantUser user) => user.Id.Replace("-", "", StringComparison.Ordinal);

    private bool Purge(TenantUser user)
    {
        Log.Add(user.Id, UserSchema.Instance.All, _clock.GetUtcNow());
        Changed?.Invoke(new("users", user.Id, "deleted"));
        return _deleted.Remove(user.Id);
    }

    private TenantGroup Group(string id) => _groups.TryGet(id, out var group) ? group : throw new KeyNotFoundException($"No group {id}.");

    private TenantUser User(string id) => _users.TryGet(id, out var user) ? user : throw new KeyNotFoundException($"No user {id}.");
}
