using System.Globalization;
using AccessGov.Sandbox.Tenant.Schema;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>The query options of a list or of a single object, read and checked.</summary>
internal sealed record ListQuery(int Top, PropertySet Select, bool Selected, Filter? Filter, bool Count, PageToken Token)
{
    /// <summary>Documented page sizes of directory objects.</summary>
    public const int DefaultTop = 100,
        MaxTop = 999;

    /// <summary>With signInActivity (user-list documentation, 2026-02).</summary>
    private const int MaxTopWithSignInActivity = 500;

    /// <summary>Null and the query, or the refusal. <paramref name="known"/> are the options that this route takes.</summary>
    public static GraphReply? Read(GraphRequest request, ResourceSchema schema, IReadOnlyCollection<string> known, out ListQuery query)
    {
        query = new(DefaultTop, schema.Defaults, false, null, false, default);
        foreach (var (name, text) in request.Query)
        {
            if (!known.Contains(name))
                return Refusals.NotEmulated($"query option '{name}' on {request.Method} {request.Path}");
            switch (name)
            {
                case "$top":
                    if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top) || top is < 1 or > MaxTop)
                        return BadPageSize(text, MaxTop);
                    query = query with { Top = top };
                    break;
                case "$select":
                    if (ReadSelect(text, schema, out var select) is { } unknown)
                        return unknown;
                    query = query with { Select = select, Selected = true };
                    break;
                case "$count":
                    if (text is not ("true" or "false"))
                        return Refusals.BadRequest($"Invalid value '{text}' for $count query option found.");
                    query = query with { Count = text == "true" && Eventual(request) };
                    break;
                case "$filter":
                    if (Filter.Read(text, schema, Advanced(request), out var filter) is { } refusal)
                        return refusal;
                    query = query with { Filter = filter };
                    break;
                case "$skiptoken":
                    if (!PageToken.TryDecode(request, text, out var token))
                        return Refusals.BadRequest("Invalid value specified for $skiptoken.");
                    query = query with { Token = token };
                    break;
            }
        }

        return schema.TryFind("signInActivity", out var activity) && query.Select.Contains(activity) && query.Top > MaxTopWithSignInActivity
            ? BadPageSize(query.Top.ToString(), MaxTopWithSignInActivity)
            : null;
    }

    public static GraphReply? ReadSelect(string text, ResourceSchema schema, out PropertySet select)
    {
        select = default;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!schema.TryFind(name, out var property))
                return Refusals.NotEmulated($"'{name}' in $select of {schema.Name}");
            select = select.With(property);
        }

        return null;
    }

    private static bool Eventual(GraphRequest request) => request.Header("ConsistencyLevel") == "eventual";

    private static bool Advanced(GraphRequest request) => Eventual(request) && request.Query.GetValueOrDefault("$count") == "true";

    private static GraphReply BadPageSize(string text, int max) =>
        Refusals.Unsupported($"Invalid page size specified: '{text}'. Must be between 1 and {max} inclusive.");
}
