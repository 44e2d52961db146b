using System.Diagnostics.CodeAnalysis;

namespace AccessGov.Sandbox.Tenant.Schema;

/// <summary>The properties of one kind of directory object.</summary>
internal sealed class ResourceSchema
{
    private readonly Dictionary<string, SchemaProperty> _byName;

    public ResourceSchema(string name, string entitySet, string odataType, params IEnumerable<SchemaProperty> properties)
    {
        Name = name;
        EntitySet = entitySet;
        ODataType = odataType;
        Properties = [.. properties.Select((p, i) => p with { Index = i })];
        if (Properties.Count > 64)
            throw new ArgumentException("A PropertySet holds 64 properties.", nameof(properties));
        _byName = Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        Id = _byName["id"];
        All = Set(Properties);
        Defaults = Set(Properties.Where(p => p.Default));
    }

    /// <summary>As error texts name it: <c>User</c>.</summary>
    public string Name { get; }

    public string EntitySet { get; }

    public string ODataType { get; }

    public IReadOnlyList<SchemaProperty> Properties { get; }

    public SchemaProperty Id { get; }

    public PropertySet All { get; }

    public PropertySet Defaults { get; }

    public SchemaProperty this[string name] => _byName[name];

    public bool TryFind(string name, [NotNullWhen(true)] out SchemaProperty? property) => _byName.TryGetValue(name, out property);

    private static PropertySet Set(IEnumerable<SchemaProperty> properties) =>
        properties.Aggregate(default(PropertySet), (set, p) => set.With(p));
}
