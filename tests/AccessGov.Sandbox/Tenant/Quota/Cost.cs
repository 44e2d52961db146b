using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Quota;

/// <summary>Resource units and writes of an operation (learn, throttling limits, identity and access).</summary>
internal static class Cost
{
    /// <summary>$select takes one off, $expand adds one, $top below 20 takes one off, never below one.</summary>
    public static int ResourceUnits(GraphRequest request)
    {
        var units = Base(request);
        if (request.Query.ContainsKey("$select"))
            units--;
        if (request.Query.ContainsKey("$expand"))
            units++;
        if (request.Query.TryGetValue("$top", out var top) && int.TryParse(top, out var n) && n < 20)
            units--;
        return Math.Max(1, units);
    }

    public static int Writes(GraphRequest request, int membersPerWrite)
    {
        if (!request.IsWrite)
            return 0;
        if (membersPerWrite <= 0 || request is not { Method: "PATCH", Segments: ["groups", _] } || !request.TryReadJson(out var body))
            return 1;
        using (body)
        {
            return
                body.RootElement.TryGetProperty("members@odata.bind", out var members)
                && members.ValueKind == System.Text.Json.JsonValueKind.Array
                ? Math.Max(1, (members.GetArrayLength() + membersPerWrite - 1) / membersPerWrite)
                : 1;
        }
    }

    private static int Base(GraphRequest request) =>
        (request.Method, request.Segments) switch
        {
            ("GET", ["users"] or ["users", _]) => 2,
            ("GET", ["groups", _, "members", ..]) => 3,
            ("GET", ["users", _, "memberOf", ..]) => 2,
            ("POST", ["directoryObjects", "getByIds"]) => 5,
            _ => 1,
        };
}
