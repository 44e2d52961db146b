using System.Diagnostics.CodeAnalysis;

namespace AccessGov.Sandbox.Tenant.State;

/// <summary>
/// A set that is read in the order of arrival, from any position on, in O(log n + page). A position stays meaningful
/// while items come and go, so a page link never repeats or skips an item that stayed.
/// </summary>
internal sealed class OrderedBag<T>
    where T : class
{
    private readonly Dictionary<string, long> _positions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(long Position, T? Item)> _slots = [];
    private long _next = 1;

    public int Count => _positions.Count;

    public bool Contains(string id) => _positions.ContainsKey(id);

    public bool TryGet(string id, [NotNullWhen(true)] out T? item)
    {
        item = _positions.TryGetValue(id, out var position) ? _slots[SlotAtOrAfter(position)].Item : null;
        return item is not null;
    }

    public bool TryAdd(string id, T item)
    {
        if (!_positions.TryAdd(id, _next))
            return false;
        _slots.Add((_next++, item));
        return true;
    }

    public bool Remove(string id)
    {
        if (!_positions.Remove(id, out var position))
            return false;
        _slots[SlotAtOrAfter(position)] = (position, null);
        if (_slots.Count > 64 && _slots.Count > 2 * _positions.Count)
            _slots.RemoveAll(s => s.Item is null);
        return true;
    }

    public IEnumerable<T> Items() => After(0).Select(s => s.Item);

    public IEnumerable<(long Position, T Item)> After(long position)
    {
        for (var i = SlotAtOrAfter(position + 1); i < _slots.Count; i++)
            if (_slots[i].Item is { } item)
                yield return (_slots[i].Position, item);
    }

    private int SlotAtOrAfter(long position)
    {
        var (low, high) = (0, _slots.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_slots[middle].Position < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
