using System.Text;
using AccessGov.App.Texts;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Web.Pages.Work;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary>
/// 送付票: one page of A4 that goes with a package, to be stapled to the 決裁. Numbers, counts, the hash in groups and as a QR code, and
/// the seals of who hands over and who takes over. It holds nothing that the package does not, and no name.
/// </summary>
/// <param name="session">Language, names of sources, the clock.</param>
/// <param name="manifest">What the package promises.</param>
internal sealed class TransferSheet(Session session, TransferManifest manifest)
{
    private const string Style = """
        @page { size: A4; margin: 16mm; }
        html { background: #fff; }
        body {
            margin: 0 auto; padding: 20px; max-width: 900px; color: #000;
            font: 16px/1.6 "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", Meiryo, sans-serif;
        }
        h1 { margin: 0 0 12px; font-size: 26px; }
        h2 { margin: 20px 0 6px; font-size: 17px; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: 5px 10px; border: 1px solid #000; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { font-weight: 400; }
        .about th { width: 28%; white-space: nowrap; }
        .number { text-align: right; }
        .check { display: flex; gap: 24px; align-items: flex-start; }
        .hash { font: 19px/1.7 "DejaVu Sans Mono", Consolas, "MS Gothic", monospace; }
        .check svg { flex: none; width: 42mm; height: 42mm; }
        .stamps { table-layout: fixed; }
        .stamps th { text-align: center; }
        .stamps td { height: 88px; }
        @media print { body { padding: 0; max-width: none; font-size: 11pt; } }

        """;

    private static readonly string[] Stamps = ["Sheet.HandsOver", "Sheet.Permits", "Sheet.Carries", "Sheet.TakesOver"];

    private readonly HtmlWriter html = new();

    private UiTexts Ui => session.UiTexts;

    /// <summary>The page in UTF-8.</summary>
    public byte[] Bytes()
    {
        html.Add($"<!DOCTYPE html>");
        html.Add($"<html lang=\"{Ui.Language}\">");
        html.Add($"<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        html.Add($"<title>{Title}</title>");
        html.Add($"<style>");
        html.AddOwn(Style);
        html.Add($"</style></head><body><main><h1>{Title}</h1><table class=\"about\"><tbody>");
        foreach (var (name, value) in Lines())
            html.Add($"<tr><th scope=\"row\">{Ui[name]}</th><td>{value}</td></tr>");
        html.Add($"</tbody></table>");
        Parts();
        Check();
        html.Add($"<h2>{Ui["Sheet.Seals"]}</h2><table class=\"stamps\"><thead><tr>");
        foreach (var stamp in Stamps)
            html.Add($"<th scope=\"col\">{Ui[stamp]}</th>");
        html.Add($"</tr></thead><tbody><tr>");
        foreach (var _ in Stamps)
            html.Add($"<td></td>");
        html.Add($"</tr></tbody></table></main></body></html>");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private string Title => Ui.Of("Sheet.Title", manifest.Number);

    private IEnumerable<(string Name, string Value)> Lines()
    {
        yield return ("Portal.PaperCity", session.Settings.Portal.CityName is { Length: > 0 } city ? city : manifest.Tenant.Value);
        yield return ("Sheet.From", manifest.From.Value);
        yield return ("Sheet.To", manifest.To.Value);
        yield return ("Sheet.Number", $"{manifest.Number}");
        yield return ("Portal.MadeAt", Time(manifest.MadeAt));
        yield return ("Sheet.Expires", Time(manifest.ExpiresAt));
        yield return ("Sheet.Received", manifest.Received.Number == 0 ? Ui["Sheet.ReceivedNone"] : $"{manifest.Received.Number}");
        yield return ("Sheet.File", TransferExportCommand.FileNameOf(manifest) + App.Transfers.TransferPackage.Extension);
    }

    private void Parts()
    {
        html.Add($"<h2>{Ui["Sheet.Parts"]}</h2><table><thead><tr><th scope=\"col\">{Ui["Sheet.Part"]}</th>");
        html.Add($"<th scope=\"col\" class=\"number\">{Ui["Sheet.Rows"]}</th><th scope=\"col\" class=\"number\">{Ui["Sheet.Bytes"]}</th>");
        html.Add($"</tr></thead><tbody>");
        foreach (var part in manifest.Parts)
        {
            html.Add($"<tr><td>{TransferText.NameOf(session, part.Kind)}</td>");
            html.Add($"<td class=\"number\">{Number(part.Rows)}</td><td class=\"number\">{Number(part.Bytes)}</td></tr>");
        }
        html.Add($"</tbody></table>");
    }

    private void Check()
    {
        var hash = manifest.Hash;
        html.Add($"<h2>{Ui["Sheet.Hash"]}</h2><div class=\"check\"><p class=\"hash\">{TransferText.Grouped(hash)}</p>");
        if (QrPicture.Of($"{manifest.From} {manifest.To} {manifest.Number} {hash}") is { } code)
        {
            html.Add($"<svg viewBox=\"0 0 {code.Size} {code.Size}\" role=\"img\" aria-label=\"{Ui["Sheet.Qr"]}\">");
            html.Add($"<path d=\"{code.Path}\"/></svg>");
        }
        html.Add($"</div><p>{Ui["Sheet.Compare"]}</p>");
    }

    private static string Number(long value) => value.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private string Time(DateTimeOffset at) => $"{session.Workspace.Local(at):yyyy-MM-dd HH:mm}";
}
