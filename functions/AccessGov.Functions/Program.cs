using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;
using AccessGov.Functions.Triggers;

// Started by the Functions host, or by a person: 'accessgov serve' is one of the commands.
if (WorkerMode.IsMeant(args))
    return await WorkerMode.RunAsync();
using var signals = new StopSignals();
return await CommandLine.RunAsync(args, CliHost.Console, signals.Token);
