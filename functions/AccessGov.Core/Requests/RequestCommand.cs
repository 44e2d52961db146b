using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>What people want with requests. Closed.</summary>
public abstract record RequestCommand
{
    private RequestCommand() { }

    /// <summary>Ask.</summary>
    /// <param name="Id">Its number: not taken yet.</param>
    /// <param name="Subject">For whom.</param>
    /// <param name="Right">Which right.</param>
    /// <param name="Kind">A request, or an exception.</param>
    /// <param name="Purpose">What for.</param>
    /// <param name="Until">Last day.</param>
    public sealed record Ask(string Id, EmployeeId Subject, EntitlementId Right, GrantKind Kind, string Purpose, DateOnly Until)
        : RequestCommand
    {
        /// <summary>代替策, for an exception.</summary>
        public string? Control { get; init; }

        /// <summary>The request in force that it is to go on from.</summary>
        public string? Extends { get; init; }
    }

    /// <summary>Agree to the stage that it waits for.</summary>
    /// <param name="Id">Which request.</param>
    public sealed record Agree(string Id) : RequestCommand;

    /// <summary>Say no.</summary>
    /// <param name="Id">Which request.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Reject(string Id, string Reason) : RequestCommand;

    /// <summary>Take it back while it waits, or return the right while it is in force.</summary>
    /// <param name="Id">Which request.</param>
    public sealed record Return(string Id) : RequestCommand;
}
