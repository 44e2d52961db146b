using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.Web.Tests.Http;

/// <summary>Every door of the portal that takes a body, with a body that it understands.</summary>
internal sealed record Doors(string Name, HttpMethod Method, string Path, string Body, string Type = "application/json")
{
    private const string Scim = "application/scim+json";
    private static int sent;

    /// <summary>All of them.</summary>
    /// <param name="user">Id of somebody who exists.</param>
    public static Doors[] All(string user)
    {
        var person = ScimStage.User("300101").ToJsonString();
        var patch = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations":[{"op":"replace","path":"displayName","value":"消防 花子"}]}
            """;
        var bulk = $$"""
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
             "Operations":[{"method":"PUT","path":"/Users/{{user}}","data":{{person}} }]}
            """;
        const string search = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"title pr","attributes":["userName"]}
            """;
        const string data = """{"id":"5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11"}""";
        return
        [
            new("hr", HttpMethod.Post, Sender.Path, HrEvent()),
            new("notifications", HttpMethod.Post, PublicPaths.Notifications, Notice("users", data)),
            new("lifecycle", HttpMethod.Post, PublicPaths.Lifecycle, Notice("groups", data)),
            new("scim post", HttpMethod.Post, ScimStage.Root + "/Users", person, Scim),
            new("scim put", HttpMethod.Put, ScimStage.Root + "/Users/" + user, person, Scim),
            new("scim patch", HttpMethod.Patch, ScimStage.Root + "/Users/" + user, patch, Scim),
            new("scim bulk", HttpMethod.Post, ScimStage.Root + "/Bulk", bulk, Scim),
            new("scim search", HttpMethod.Post, ScimStage.Root + "/.search", search, Scim),
        ];
    }

    /// <summary>Sends other bytes than the door's own.</summary>
    public async Task<HttpStatusCode> SendAsync(HttpClient http, byte[] body, string query = "")
    {
        using var request = new HttpRequestMessage(Method, Path + query) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Type);
        var caller = $"fire{Interlocked.Increment(ref sent) % ScimStage.Crowd}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ScimStage.Token(caller));
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return reply.StatusCode;
    }

    /// <summary>How a sender may leave in mid-body.</summary>
    public enum Leaving
    {
        Waits,
        Ends,
        Aborts,
    }

    /// <summary>Says that more comes, and sends half. Gets the first line of the answer; empty for none.</summary>
    public async Task<string> CutOffAsync(Uri at, Leaving how, string? token = null)
    {
        var ct = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port, ct);
        var body = Encoding.UTF8.GetBytes(Body);
        var head =
            $"{Method} {Path} HTTP/1.1\r\nHost: x\r\nContent-Type: {Type}\r\nAuthorization: Bearer {token ?? ScimStage.Token("fire")}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n";
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
        await stream.WriteAsync(body.AsMemory(0, body.Length / 2), ct);
        await stream.FlushAsync(ct);
        if (how == Leaving.Aborts)
        {
            client.LingerState = new LingerOption(true, 0);
            return "";
        }
        if (how == Leaving.Ends)
            client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        try
        {
            return await reader.ReadLineAsync(ct) ?? "";
        }
        // The server may tear down what the sender ended before its answer is read.
        catch (IOException)
        {
            return "";
        }
    }

    private static string HrEvent() =>
        Sender.Event("suzaka", "e1", Sender.Person("300101"), at: new DateTimeOffset(2026, 5, 30, 0, 0, 0, TimeSpan.Zero));

    private static string Notice(string resource, string data) =>
        $$"""
            {"value":[{"subscriptionId":"5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11","clientState":"nobody knows","tenantId":"suzaka",
              "lifecycleEvent":null,"resource":"{{resource}}/1","resourceData":{{data}} }]}
            """;
}
