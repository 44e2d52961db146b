using System.Text.Json;

namespace AccessGov.Sandbox.Tenant.Wire;

/// <summary>Collections as the service pages them.</summary>
internal static class Page
{
    /// <summary>Takes one page of <paramref name="source"/>; <paramref name="count"/> is asked for on the first page only.</summary>
    public static GraphReply Of<T>(
        GraphRequest request,
        ListQuery query,
        string context,
        IEnumerable<(long Position, T Item)> source,
        Func<T, bool> matches,
        Func<int> count,
        bool withType = false
    )
        where T : TenantObject
    {
        var items = new List<T>(Math.Min(query.Top, 128));
        string? next = null;
        long last = 0;
        foreach (var (position, item) in source)
        {
            if (!matches(item))
                continue;
            if (items.Count == query.Top)
            {
                next = NextLink(request, "$skiptoken", new PageToken(query.Token.Page + 1, last).Encode(request));
                break;
            }

            items.Add(item);
            last = position;
        }

        return GraphReply.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{request.Root}/$metadata#{context}");
                if (query.Count && query.Token.Page == 0)
                    json.WriteNumber("@odata.count", count());
                if (next is not null)
                    json.WriteString("@odata.nextLink", next);
                json.WriteStartArray("value");
                foreach (var item in items)
                    ObjectJson.Write(json, item, query.Selected ? query.Select : item.Schema.Defaults, withType);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        );
    }

    /// <summary>The request's own options and a token in place of the one it came with.</summary>
    public static string NextLink(GraphRequest request, string tokenName, string token)
    {
        var options = request
            .Query.Where(o => o.Key is not ("$skiptoken" or "$deltatoken" or "$skip"))
            .Select(o => $"{o.Key}={Uri.EscapeDataString(o.Value)}")
            .Append($"{tokenName}={token}");
        return $"{request.Root}{request.Path}?{string.Join('&', options)}";
    }
}
