namespace AccessGov.App.Directory.Entra.Batch;

/// <summary>One request inside a <c>$batch</c>.</summary>
/// <param name="Method">Verb.</param>
/// <param name="Url">Below <c>/v1.0</c>, with its slash, escaped.</param>
/// <param name="Body">JSON; empty for none. May hold an initial password: never printed.</param>
internal sealed record SubRequest(HttpMethod Method, string Url, ReadOnlyMemory<byte> Body)
{
    public bool Writes => Method != HttpMethod.Get;
}
