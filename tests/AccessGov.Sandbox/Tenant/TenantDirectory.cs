using AccessGov.Sandbox.Tenant.Notices;
using AccessGov.Sandbox.Tenant.Schema;
using AccessGov.Sandbox.Tenant.State;

namespace AccessGov.Sandbox.Tenant;

/// <summary>
/// The tenant's state in memory. Everything here is a change by hand: it costs no quota and asks nobody. Safe to call while
/// requests are served; every look-up is O(log n) or better.
/// </summary>
public sealed partial class TenantDirectory
{
    /// <summary>How long a soft-deleted user can be restored (directory/deletedItems documentation).</summary>
    public static readonly TimeSpan KeptAfterDeletionFor = TimeSpan.FromDays(30);

    private readonly TimeProvider _clock;
    private readonly OrderedBag<TenantUser> _users = new();
    private readonly OrderedBag<TenantUser> _deleted = new();
    private readonly OrderedBag<TenantGroup> _groups = new();
    private readonly Dictionary<string, TenantUser> _byUpn = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<TenantUser>> _byEmployeeId = new(StringComparer.OrdinalIgnoreCase);

    internal TenantDirectory(TimeProvider clock) => _clock = clock;

    /// <summary>Number of users that are not deleted.</summary>
    public int UserCount
    {
        get
        {
            lock (Gate)
                return _users.Count;
        }
    }

    /// <summary>The users, as of now, in the order in which lists return them.</summary>
    public IReadOnlyList<TenantUser> Users
    {
        get
        {
            lock (Gate)
                return [.. _users.Items()];
        }
    }

    /// <summary>The groups, as of now.</summary>
    public IReadOnlyList<TenantGroup> Groups
    {
        get
        {
            lock (Gate)
                return [.. _groups.Items()];
        }
    }

    /// <summary>Mails that were taken for delivery, oldest first.</summary>
    public IReadOnlyList<TenantMail> Mails
    {
        get
        {
            lock (Gate)
                return [.. Sent];
        }
    }

    /// <summary>The same; with the gate held.</summary>
    internal List<TenantMail> Sent { get; } = [];

    /// <summary>Soft-deleted users, oldest first.</summary>
    public IReadOnlyList<TenantUser> DeletedUsers
    {
        get
        {
            lock (Gate)
                return [.. Deleted.Items()];
        }
    }

    internal Lock Gate { get; } = new();

    internal ChangeLog Log { get; } = new();

    /// <summary>Told of every change, with the gate held.</summary>
    internal Action<TenantChange>? Changed { get; set; }

    internal OrderedBag<TenantUser> LiveUsers => _users;

    internal OrderedBag<TenantGroup> LiveGroups => _groups;

    internal OrderedBag<TenantUser> Deleted
    {
        get
        {
            var now = _clock.GetUtcNow();
            foreach (var user in _deleted.Items().TakeWhile(u => u.DeletedAt + KeptAfterDeletionFor <= now).ToArray())
                Purge(user);
            return _deleted;
        }
    }

    /// <summary>Adds a user. Throws when the id or the userPrincipalName is taken.</summary>
    public TenantUser Add(TenantUser user)
    {
        lock (Gate)
        {
            if (_byUpn.ContainsKey(user.UserPrincipalName))
                throw new ArgumentException($"userPrincipalName {user.UserPrincipalName} is taken.", nameof(user));
            if (!_users.TryAdd(user.Id, user))
                throw new ArgumentException($"User id {user.Id} is taken.", nameof(user));
            user["createdDateTime"] ??= _clock.GetUtcNow();
            user.Owner = this;
            Index(user);
            Log.Add(user.Id, UserSchema.Instance.All, _clock.GetUtcNow());
            Changed?.Invoke(new("users", user.Id, "updated"));
            return user;
        }
    }

    /// <summary>Adds a group. Throws when the id is taken.</summary>
    public TenantGroup Add(TenantGroup group)
    {
        lock (Gate)
        {
            if (!_groups.TryAdd(group.Id, group))
                throw new ArgumentException($"Group id {group.Id} is taken.", nameof(group));
            group["createdDateTime"] ??= _clock.GetUtcNow();
            group.Owner = this;
            Changed?.Invoke(new("groups", group.Id, "updated"));
            return group;
        }
    }

    /// <summary>A user by object id or userPrincipalName, or null.</summary>
    public TenantUser? FindUser(string idOrUpn)
    {
        lock (Gate)
            return _users.TryGet(idOrUpn, out var user) || _byUpn.TryGetValue(idOrUpn, out user) ? user : null;
    }

    /// <summary>Users that carry an employeeId (Entra allows several).</summary>
    public IReadOnlyList<TenantUser> FindByEmployeeId(string employeeId)
    {
        lock (Gate)
            return _byEmployeeId.TryGetValue(employeeId, out var users) ? [.. users] : [];
    }

    /// <summary>A group by object id, or null.</summary>
    public TenantGroup? FindGroup(string id)
    {
        lock (Gate)
            return _groups.TryGet(id, out var group) ? group : null;
    }

    internal void Change(TenantObject target, SchemaProperty property, object? before, object? after, Action assign)
    {
        lock (Gate)
        {
            if (Equals(before, after))
                return;
            if (target is not TenantUser user)
            {
                assign();
                Changed?.Invoke(new("groups", target.Id, "updated"));
                return;
            }

            if (property.Name == "userPrincipalName" && _byUpn.TryGetValue((string)after!, out var holder) && holder != user)
                throw new ArgumentException($"userPrincipalName {after} is taken.", nameof(after));
            Unindex(user);
            assign();
            Index(user);
            Log.Add(user.Id, default(PropertySet).With(property), _clock.GetUtcNow());
            Changed?.Invoke(new("users", user.Id, "updated"));
        }
    }

    private void Index(TenantUser user)
    {
        _byUpn[user.UserPrincipalName] = user;
        if (user.EmployeeId is not { } employeeId)
            return;
        if (!_byEmployeeId.TryGetValue(employeeId, out var users))
            _byEmployeeId[employeeId] = users = [];
        users.Add(user);
    }

    private void Unindex(TenantUser user)
    {
        if (_byUpn.GetValueOrDefault(user.UserPrincipalName) == user)
            _byUpn.Remove(user.UserPrincipalName);
        if (user.EmployeeId is not { } employeeId || !_byEmployeeId.TryGetValue(employeeId, out var users))
            return;
        users.Remove(user);
        if (users.Count == 0)
            _byEmployeeId.Remove(employeeId);
    }
}
