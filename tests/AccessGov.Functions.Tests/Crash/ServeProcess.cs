using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary><c>accessgov serve</c>.</summary>
/// <param name="environment">What it is told about its surroundings.</param>
/// <param name="hear">Told what it says.</param>
internal sealed class ServeProcess(IReadOnlyDictionary<string, string> environment, Action<string> hear) : IReplicaProcess
{
    private RunningProgram? program;

    public string? Fallen => program is { HasExited: true } ? $"exit code {program.EndAsync(CancellationToken.None).Result}" : null;

    public async Task StartAsync()
    {
        if (program is not null)
            await program.KillAsync();
        program?.Dispose();
        program = RunningProgram.Start(Stage.Executable, ["serve", "--port", "0"], environment, hear);
    }

    public void KillNow() => program!.KillNow();

    public void Dispose() => program?.Dispose();
}
