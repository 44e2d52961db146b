using System.Text.Json;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;

namespace AccessGov.App.Directory.Entra.Batch;

/// <summary>What became of a <see cref="SubRequest"/>.</summary>
internal abstract record SubReply
{
    private SubReply() { }

    /// <summary>A final answer.</summary>
    public sealed record Answered(int Status, GraphError Error, JsonElement Body) : SubReply
    {
        public bool Succeeded => Status is >= 200 and < 300;
    }

    /// <summary>None in time; whether there was an effect is unknown.</summary>
    public sealed record Unanswered(OutsideFailure Failure, DateTimeOffset Until) : SubReply;
}
