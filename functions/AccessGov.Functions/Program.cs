using AccessGov.Functions.Cli;
using AccessGov.Functions.Triggers;

// Started by the Functions host, or by a person: 'accessgov serve' is one of the commands.
return WorkerMode.IsMeant(args) ? await WorkerMode.RunAsync() : await CommandLine.RunAsync(args, CliHost.Console);
