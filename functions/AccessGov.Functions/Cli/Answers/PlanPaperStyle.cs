namespace AccessGov.Functions.Cli.Answers;

/// <summary>How a plan on paper looks: black on white, no picture and no font from elsewhere.</summary>
internal static class PlanPaperStyle
{
    /// <summary>The style sheet.</summary>
    public const string Text = """
        @page { size: A4; margin: 14mm 13mm 16mm; }
        * { box-sizing: border-box; }
        html { background: #fff; }
        body {
            margin: 0 auto; padding: 24px; max-width: 1000px; color: #000;
            font: 15px/1.6 "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", Meiryo, sans-serif;
        }
        h1 { margin: 24px 0 8px; font-size: 24px; line-height: 1.4; }
        h2 { margin: 28px 0 8px; padding-bottom: 2px; border-bottom: 2px solid #000; font-size: 18px; counter-increment: section; }
        h2::before { content: counter(section) "  "; }
        h3 { margin: 16px 0 6px; font-size: 15px; }
        p { margin: 6px 0; }
        ul { margin: 0; padding-left: 1.5em; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: 4px 8px; border: 1px solid #000; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { font-weight: 700; }
        thead th { border-bottom-width: 2px; }
        small { font-size: 13px; font-weight: 400; }
        .number { text-align: right; white-space: nowrap; }
        .hash { font-family: "DejaVu Sans Mono", Consolas, "MS Gothic", monospace; font-size: 12px; }
        .sign { display: inline-block; min-width: 1.2em; font-weight: 700; }
        .top { display: flex; gap: 24px; align-items: flex-end; justify-content: space-between; flex-wrap: wrap; }
        .top table { width: auto; }
        .file td { min-width: 150px; }
        .file th, .about th { white-space: nowrap; font-weight: 400; }
        .about th { width: 1%; }
        .stamps { table-layout: fixed; }
        .stamps caption { text-align: left; }
        .stamps th {
            width: 96px; padding: 4px 2px; text-align: center; font-size: 12px; font-weight: 400; line-height: 1.3;
            vertical-align: middle; word-break: auto-phrase; line-break: strict;
        }
        .stamps td { height: 80px; }
        .actions { table-layout: fixed; }
        .actions th:nth-child(1) { width: 22%; }
        .actions thead th:nth-child(2) { width: 30%; }
        .actions thead th:nth-child(3) { width: 30%; }
        .actions tbody { border-top: 2px solid #000; }
        .findings th:nth-child(1) { width: 35%; }
        footer { margin-top: 28px; padding-top: 8px; border-top: 2px solid #000; font-size: 13px; }
        @media print {
            body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.45; }
            h1 { font-size: 15pt; }
            h2 { font-size: 12pt; break-after: avoid; }
            h3 { font-size: 9.5pt; break-after: avoid; }
            th, td { padding: 1.2mm 1.8mm; }
            thead { display: table-header-group; }
            tr, .actions tbody { break-inside: avoid; }
            small, footer { font-size: 8.5pt; }
            .hash { font-size: 8pt; }
            .top { flex-wrap: nowrap; gap: 6mm; }
            .file td { min-width: 26mm; }
            .stamps th { width: 21mm; font-size: 7.5pt; }
            .stamps td { height: 20mm; }
        }

        """;
}
