using System.Text.Json;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// Reads the workers of one snapshot, as <see cref="CoreJson"/> writes them, about five times as fast and sharing what repeats.
/// </summary>
internal sealed class WorkerReader
{
    private readonly TextPool texts = new();
    private readonly JsonPool<Employment[]> employments = new();
    private readonly JsonPool<Posting[]> postings = new();
    private readonly JsonPool<Leave[]> leaves = new();

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">It is no worker.</exception>
    public Worker Read(ReadOnlySpan<byte> line)
    {
        string? id = null,
            home = null,
            name = null,
            former = null,
            formerName = null;
        Employment[]? employed = null;
        Posting[]? posted = null;
        Leave[]? absent = null;
        var json = new Utf8JsonReader(line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A kept worker is no object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
                id = Text(ref json);
            else if (json.ValueTextEquals("home"u8))
                home = json.Read() ? texts.Read(ref json) : null;
            else if (json.ValueTextEquals("displayName"u8))
                name = Text(ref json);
            else if (json.ValueTextEquals("employments"u8))
                employed = json.Read() ? employments.Read(ref json, line) : null;
            else if (json.ValueTextEquals("postings"u8))
                posted = json.Read() ? postings.Read(ref json, line) : null;
            else if (json.ValueTextEquals("leaves"u8))
                absent = json.Read() ? leaves.Read(ref json, line) : null;
            else if (json.ValueTextEquals("formerId"u8))
                former = Text(ref json);
            else if (json.ValueTextEquals("formerName"u8))
                formerName = Text(ref json);
            else
                throw new JsonException($"A kept worker has the unknown property '{json.GetString()}'.");
        }
        if (id is null || home is null || name is null || employed is null || posted is null || absent is null)
            throw new JsonException("A kept worker lacks a property.");
        return new Worker(
            new EmployeeId(id),
            new SourceId(home),
            name,
            employed,
            posted,
            absent,
            former is null ? null : new EmployeeId(former),
            formerName
        );
    }

    private static string? Text(ref Utf8JsonReader json) => json.Read() ? json.GetString() : null;
}
