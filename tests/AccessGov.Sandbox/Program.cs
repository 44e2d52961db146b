using System.CommandLine;
using AccessGov.Sandbox.Verbs;

var root = new RootCommand("A pretend city to try AccessGov on and to test it against.")
{
    CityVerb.Command(),
    TenantVerb.Command(),
    DemoVerb.Command(),
    CliVerb.Command(),
    CheckRecordingVerb.Command(),
};
return await root.Parse(args).InvokeAsync();
