using System.Text;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.App.Audit.Log;

/// <summary>A witness that is asked over HTTPS (c2sp.org/tlog-witness).</summary>
/// <param name="prefix">Prefix of its addresses.</param>
/// <param name="http">Follows no redirects, and waits not longer than its timeout.</param>
internal sealed class HttpWitness(Uri prefix, HttpClient http) : WitnessDoor
{
    private readonly string at = prefix.AbsoluteUri.TrimEnd('/');

    public override async Task<SignedNote?> LatestAsync(NoteName origin, CancellationToken ct)
    {
        var name = Digest.Of(Encoding.UTF8.GetBytes(origin.Value));
        var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{at}/{name}/checkpoint"), ct);
        return answer is (200, var body) && SignedNote.TryParse(body, out var note, out _) ? note : null;
    }

    public override async Task<WitnessAnswer?> AskAsync(AddCheckpointRequest request, CancellationToken ct)
    {
        var answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"{at}/add-checkpoint") { Content = new StringContent($"{request}") },
            ct
        );
        return answer is var (status, body) ? new WitnessAnswer(status, body, request) : null;
    }

    private async Task<(int Status, byte[] Body)?> SendAsync(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        try
        {
            using var message = request();
            using var answer = await http.SendAsync(message, ct);
            return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(ct));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
