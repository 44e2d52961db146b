using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.State;

/// <summary>What changed about users, in order; /users/delta reads it.</summary>
internal sealed class ChangeLog
{
    private readonly List<Change> _changes = [];
    private long _first;

    internal readonly record struct Change(string UserId, PropertySet Properties, DateTimeOffset At);

    /// <summary>The position after the last change.</summary>
    public long End => _first + _changes.Count;

    public IReadOnlyList<Change> Changes => _changes;

    public void Add(string userId, PropertySet properties, DateTimeOffset at) => _changes.Add(new(userId, properties, at));

    /// <summary>Takes the log of an earlier run in place of this one.</summary>
    public void Restart(long first, IEnumerable<Change> changes)
    {
        _changes.Clear();
        _changes.AddRange(changes);
        _first = first;
    }

    public bool Reaches(long position) => position >= _first && position <= End;

    /// <summary>Drops what no unexpired token can ask for.</summary>
    public void ForgetBefore(DateTimeOffset instant)
    {
        var old = _changes.FindIndex(c => c.At >= instant) is var i and >= 0 ? i : _changes.Count;
        _changes.RemoveRange(0, old);
        _first += old;
    }

    /// <summary>Users changed in [from, to), each once, in order of first change, with all that changed.</summary>
    public IEnumerable<(string UserId, PropertySet Properties)> Between(long from, long to)
    {
        var changed = new Dictionary<string, PropertySet>(StringComparer.Ordinal);
        var order = new List<string>();
        for (var i = from; i < to; i++)
        {
            var change = _changes[(int)(i - _first)];
            if (!changed.TryGetValue(change.UserId, out var before))
                order.Add(change.UserId);
            changed[change.UserId] = before.Union(change.Properties);
        }

        return order.Select(id => (id, changed[id]));
    }
}
