using System.Net;
using System.Text.Json.Nodes;

namespace AccessGov.Tests;

internal sealed record ScimReply(HttpStatusCode Status, JsonNode? Body, string? ETag, string? Location, string? Allow = null)
{
    public ScimReply Is(int status, string? scimType = null)
    {
        Assert.True((int)Status == status, $"{(int)Status}: {Body}");
        if (status < 400)
            return this;
        Assert.Equal(status.ToString(), (string?)Body!["status"]);
        Assert.Equal(scimType, (string?)Body["scimType"]);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", (string?)Body["schemas"]![0]);
        return this;
    }

    /// <summary>The refusal tells this.</summary>
    public ScimReply Says(string part)
    {
        Assert.Contains(part, (string)Body!["detail"]!, StringComparison.Ordinal);
        return this;
    }
}
