using System.Collections.Concurrent;

namespace AccessGov.App.Work;

/// <summary>One value of each type, made when it is first asked for.</summary>
internal sealed class WorkspaceMemory
{
    private readonly ConcurrentDictionary<Type, object> values = new();

    /// <summary>The value of a type.</summary>
    /// <param name="make">Makes it; of several made at once one is kept.</param>
    public T Of<T>(Func<T> make)
        where T : class => (T)values.GetOrAdd(typeof(T), _ => make());
}
