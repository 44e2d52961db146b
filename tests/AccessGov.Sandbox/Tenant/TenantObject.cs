using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant;

/// <summary>A user or group of the emulated tenant. Properties are set by their Graph names; unknown names throw.</summary>
public abstract class TenantObject
{
    private readonly object?[] _values;

    private protected TenantObject(ResourceSchema schema, string id)
    {
        Schema = schema;
        _values = new object?[schema.Properties.Count];
        _values[schema.Id.Index] = id;
        Id = id;
    }

    /// <summary>Object id, a GUID in lower case.</summary>
    public string Id { get; }

    internal ResourceSchema Schema { get; }

    internal TenantDirectory? Owner { get; set; }

    /// <summary>
    /// A property by its Graph name: text, bool, <see cref="DateTimeOffset"/>, string[] or a dictionary of text. Setting it
    /// is a change by hand: no quota, no request, no refusal for synced objects.
    /// </summary>
    public object? this[string property]
    {
        get => _values[Schema[property].Index];
        set => Set(Schema[property], value);
    }

    internal object? Get(SchemaProperty property) => _values[property.Index];

    internal void Set(SchemaProperty property, object? value)
    {
        if (!Fits(property.Kind, value))
            throw new ArgumentException(
                $"{Schema.Name}.{property.Name} is {property.Kind}; a {value?.GetType().Name} was given.",
                nameof(value)
            );
        if (Owner is null)
            _values[property.Index] = value;
        else
            Owner.Change(this, property, _values[property.Index], value, () => _values[property.Index] = value);
    }

    private protected string? Text(string property) => (string?)this[property];

    private static bool Fits(PropertyKind kind, object? value) =>
        value is null
        || kind switch
        {
            PropertyKind.Text => value is string,
            PropertyKind.Flag => value is bool,
            PropertyKind.Instant => value is DateTimeOffset,
            PropertyKind.Texts => value is string[],
            _ => value is IReadOnlyDictionary<string, string?>,
        };
}
