using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Sharing;
using Metrology.App.Standards;
using Metrology.Core.Registers;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>A register of others goes in whole or not at all, from a page or a program, and out again.</summary>
public sealed partial class RegisterImportTests
{
    private const string Heading = "计量标准代码,计量标准名称,测量范围,不确定度误差,计量标准证书号,发证单位,发证日期,有效期,统计类别\r\n";

    private const string Good =
        Heading + "4010203,示例装置甲,（0～100）A,0.05级,〔2021〕冀量标法证字第0007号,示例局,44256,46081,A\r\n,示例装置乙,,0.1级,〔2021〕冀量标法证字第0008号,示例局,2021-03-01,2026-02-28,A\r\n";

    [Fact]
    public async Task A_table_is_looked_at_entered_and_taken_out_again()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var before = await CountAsync(laboratory);
        var path = (await UploadAsync(planner, "登记册.csv", Encoding.UTF8.GetBytes(Good))).Headers.Location!.OriginalString;
        var page = WebUtility.HtmlDecode(await planner.ReadAsync(path));

        Assert.Contains("共 2 行：0 行无说明，2 行有说明，0 行不能登记。", page, StringComparison.Ordinal);
        Assert.Contains("编码少了首位 0，已补为 04010203。", page, StringComparison.Ordinal);
        Assert.Contains("原文: 44256", page, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(laboratory));

        Assert.Equal(path, (await planner.PostFromAsync(path, path + "/take")).Headers.Location?.OriginalString);
        Assert.Equal(before + 2, await CountAsync(laboratory));
        Assert.Contains("示例装置甲", await planner.ReadAsync("/standards?q=0007"), StringComparison.Ordinal);
        Assert.Contains("standard-import.not-open", await (await planner.PostFromAsync(path, path + "/take")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Contains("standard-import.reason", await (await planner.PostFromAsync(path, path + "/undo", ("because", " "))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/undo", ("because", "传错了文件"))).StatusCode);
        Assert.Equal(before, await CountAsync(laboratory));
        Assert.Contains("传错了文件", WebUtility.HtmlDecode(await planner.ReadAsync(path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_since_keeps_the_whole_import_in_the_register()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var path = (await UploadAsync(planner, "a.csv", Encoding.UTF8.GetBytes(Good))).Headers.Location!.OriginalString;
        await planner.PostFromAsync(path, path + "/take");
        var before = await CountAsync(laboratory);
        var second = (await laboratory.Get<StandardQueries>().AllAsync(default)).Single(row => row.NameZh == "示例装置乙");
        await planner.PostAsync($"/standards/{second.Id}/certificates/new", ("Kind", "Public"), ("Number", "示例"), ("Issuer", "示例局"), ("IssuedOn", "2021-03-01"), ("ValidUntil", "2026-02-28"));
        var answer = WebUtility.HtmlDecode(await (await planner.PostFromAsync(path, path + "/undo", ("because", "x"))).Content.ReadAsStringAsync());

        Assert.Contains("standard-import.in-use", answer, StringComparison.Ordinal);
        Assert.Contains("示例装置乙", answer, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(laboratory));
    }

    [Fact]
    public async Task One_row_that_cannot_be_right_keeps_all_out()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var before = await CountAsync(laboratory);
        var path = (await UploadAsync(planner, "a.csv", Encoding.UTF8.GetBytes(Good.Replace("2026-02-28", "2026-02-30", StringComparison.Ordinal)))).Headers.Location!.OriginalString;

        Assert.Contains("date-impossible", await planner.ReadAsync(path), StringComparison.Ordinal);
        var answer = await planner.PostFromAsync(path, path + "/take");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("standard-import.rows-refused", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(laboratory));

        // What only a person can decide is confirmed first: whose day it is.
        path = (await UploadAsync(planner, "b.csv", Encoding.UTF8.GetBytes("计量标准名称,主标准器,有效期至,考核证书编号,统计类别\r\n示例装置己,压力计,2026-05-01,〔2021〕冀量标法证字第0099号,B\r\n"))).Headers.Location!.OriginalString;
        Assert.Contains("name=\"confirmed\"", await planner.ReadAsync(path), StringComparison.Ordinal);
        Assert.Contains("standard-import.not-confirmed", await (await planner.PostFromAsync(path, path + "/take")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/take", ("confirmed", "true"))).StatusCode);
        Assert.Null((await laboratory.Get<StandardQueries>().AllAsync(default)).Single(row => row.NameZh == "示例装置己").Certificates[0].ValidUntil);
    }

    /// <summary>What a row says of the region is seen before it is entered, powers of ten and small digits can be printed, and both are in the register then.</summary>
    [Fact]
    public async Task Regions_and_raised_digits_are_taken_as_they_are_written()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        const string range = "(1×10⁻³～2×10⁵) m³·h⁻¹，CO₂ µA Ω ℃ ‰";
        var path = (await UploadAsync(planner, "a.csv", Encoding.UTF8.GetBytes(
            $"计量标准名称,测量范围,社会公用证书号,社会公用证书发证日期,社会公用证书有效期至,社会证有效区域,社会证授权证书号,统计类别\r\n示例装置戊,\"{range}\",〔2021〕冀社量标法证字第0077号,2021-03-01,2026-02-28,示例市,示例授-7,B\r\n"))).Headers.Location!.OriginalString;
        var page = WebUtility.HtmlDecode(await planner.ReadAsync(path));
        Assert.DoesNotContain("unprintable", page, StringComparison.Ordinal);
        Assert.Contains("有效区域: 示例市", page, StringComparison.Ordinal);
        Assert.Contains("示例授-7", page, StringComparison.Ordinal);
        await planner.PostFromAsync(path, path + "/take");
        var taken = (await laboratory.Get<StandardQueries>().AllAsync(default)).Single(row => row.NameZh == "示例装置戊");
        Assert.Equal((range, "示例市", "示例授-7"), (taken.RangeText, taken.Certificates[0].Region, taken.Certificates[0].AuthorisationNumber));
    }

    /// <summary>One range with one accuracy comes as numbers, is seen before, is found by other institutions, and goes with the import; a quantity that nobody said is completed without an act.</summary>
    [Fact]
    public async Task Range_and_accuracy_of_a_file_are_found_as_numbers()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var path = (await UploadAsync(planner, "a.csv", Encoding.UTF8.GetBytes(
            Heading + ",示例电流源装置,（0～100）A,0.05级,〔2021〕冀量标法证字第0107号,示例局,2021-03-01,2026-02-28,A\r\n,示例微压计装置,（0～2500）Pa,二等,〔2021〕冀量标法证字第0108号,示例局,2021-03-01,2026-02-28,A\r\n,示例多量程装置,（0～1）A；（0～5）V,0.1级,〔2021〕冀量标法证字第0109号,示例局,2021-03-01,2026-02-28,A\r\n"))).Headers.Location!.OriginalString;
        var page = WebUtility.HtmlDecode(await planner.ReadAsync(path));
        Assert.Contains("按数字登记: 电流 · 0 ～ 100 A · 0.05级", page, StringComparison.Ordinal);
        Assert.Contains("parameter-quantity-open", page, StringComparison.Ordinal);
        Assert.Contains("parameter-as-text", page, StringComparison.Ordinal);
        await planner.PostFromAsync(path, path + "/take");
        var taken = (await laboratory.Get<StandardQueries>().AllAsync(default)).TakeLast(3).ToList();
        Assert.Equal([1, 1, 0], taken.Select(row => row.Parameters.Count));
        Assert.Contains("量待补充", await planner.ReadAsync($"/standards/{taken[1].Id}"), StringComparison.Ordinal);

        await planner.PostFromAsync($"/standards/{taken[0].Id}", $"/standards/{taken[0].Id}/publication", ("Published", "true"));
        var catalogue = CatalogueFile.Read(await (await planner.GetAsync("/api/v1/catalogue")).Content.ReadAsByteArrayAsync()).Value;
        var shared = Assert.Single(catalogue.Standards, one => one.NameZh == "示例电流源装置");
        SharedFilter at = new(Quantity: "电流", Value: 50_000, Unit: "mA", Kind: AccuracyKind.Class, Class: "0.1级");
        Assert.True(at.Matches(shared, new(2022, 1, 1)));
        Assert.False((at with { Value = 200_000 }).Matches(shared, new(2022, 1, 1)));

        // Said afterwards, the quantity is no change of what was assessed; a line of nobody's that says none is refused.
        var save = laboratory.Get<SaveStandard>();
        var actor = new Actor(1, "示例", [Role.Planner]) { Because = "补充" };
        SaveStandard.Request Request(params StandardParameter[] parameters) => new(
            taken[1].Id, taken[1].NameZh, "Example", null, "示例楼", taken[1].RangeText, taken[1].UncertaintyText, taken[1].OwnerClass, [], [], taken[1].Version, StandardDetails.Of(taken[1]) with { Parameters = parameters });
        var open = taken[1].Parameters[0];
        Assert.Equal("standard.bad-line", (await save.ExecuteAsync(actor, Request(open with { Upper = 3000 }), default)).Refusal?.Code);
        Assert.Equal("standard.needs-replacement", (await save.ExecuteAsync(actor, Request(open with { Quantity = "压力", Upper = 3000 }), default)).Refusal?.Code);
        Assert.Null((await save.ExecuteAsync(actor, Request(open with { Quantity = "压力" }), default)).Refusal?.Code);
        Assert.Contains("standard-import.in-use", await (await planner.PostFromAsync(path, path + "/undo", ("because", "x"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_says_the_columns_and_the_counting_class()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var made = await SendAsync(planner, HttpMethod.Post, "/api/v1/standards/imports?name=a.csv", Encoding.UTF8.GetBytes("甲,乙\r\n示例装置丙,〔2021〕冀社量标法证字第9007号\r\n"));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var first = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        Assert.Equal("standard-import.no-name", first.RootElement.GetProperty("refusal").GetString());
        var path = made.Headers.Location!.OriginalString;

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(planner, HttpMethod.Put, path + "/columns", """{"columns":["NameZh","PublicNumber"]}"""u8.ToArray())).StatusCode);
        Assert.Contains("standard-import.no-owner", await (await SendAsync(planner, HttpMethod.Post, path + "/take", [])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(planner, HttpMethod.Put, path + "/columns", """{"columns":["NameZh","PublicNumber"],"ownerClass":"B"}"""u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(planner, HttpMethod.Post, path + "/take", [])).StatusCode);
        var standard = (await laboratory.Get<StandardQueries>().AllAsync(default)).Single(row => row.NameZh == "示例装置丙");
        Assert.Equal((OwnerClass.B, null, "〔2021〕冀社量标法证字第9007号", null), (standard.OwnerClass, standard.ClassificationCode, standard.Certificates[0].Number, standard.Certificates[0].ValidUntil));

        var again = await SendAsync(planner, HttpMethod.Post, "/api/v1/standards/imports", Encoding.UTF8.GetBytes("name,public_certificate_no\n示例装置丁,〔2021〕冀社量标法证字第9007号\n"));
        Assert.Contains("certificate-registered", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "standard-import.no-file")]
    [InlineData("计量标准名称\r\n", "standard-import.empty")]
    [InlineData("PK\u0003\u0004 no workbook", "standard-import.not-readable")]
    [InlineData("\0\u0001\u0002", "standard-import.not-readable")]
    public async Task A_file_that_is_no_table_is_refused(string content, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        Assert.Contains(code, await (await UploadAsync(planner, "a.xlsx", Encoding.UTF8.GetBytes(content))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A technician may look at the register, and not bring anything in.</summary>
    [Fact]
    public async Task Who_may_not_edit_the_register_may_not_import()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/standards/imports")).StatusCode);
    }

    /// <summary>A workbook written by hand, cell by cell: shared and inline strings, a number that lost its zero, a gap, and a date that is a number.</summary>
    [Fact]
    public async Task The_command_line_reads_a_workbook_and_says_what_it_would_enter()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Workbook());
        var (code, output, error) = await Commands.Ran.EnglishAsync("standards", "import", file, "--dry-run", "--json");
        using var answer = JsonDocument.Parse(output);
        var row = answer.RootElement.GetProperty("items")[0];

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(("04113803", "二等铂电阻温度计标准装置", "2020-01-10"), (row.GetProperty("code").GetString(), row.GetProperty("nameZh").GetString(), row.GetProperty("certificates")[0].GetProperty("validUntil").GetString()));
        Assert.Equal("4113803", row.GetProperty("raw").GetProperty("Code").GetString());

        var refused = await Commands.Ran.EnglishAsync("standards", "import", file);
        Assert.Equal(2, refused.Code);
        Assert.Contains("[standard-import.by-person]", refused.Error, StringComparison.Ordinal);
    }

    /// <summary>Title, merged cells, a heading of two rows, a part, a sum, a second sheet; days as numbers of a workbook that counts from 1904, with and without a format of days.</summary>
    [Fact]
    public async Task The_command_line_reads_a_list_as_an_institute_keeps_it()
    {
        static string Cell(string at, string text) => $"""<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>""";
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Workbook(
            $"""
            <row r="1">{Cell("A1", "示例市计量所计量标准一览表")}</row>
            <row r="3">{Cell("A3", "序号")}{Cell("B3", "计量标准名称")}{Cell("C3", "测量范围")}{Cell("D3", "考核证书")}</row>
            <row r="4">{Cell("D4", "编号")}{Cell("E4", "发证日期")}{Cell("F4", "有效期至")}</row>
            <row r="5">{Cell("A5", "一、力学")}</row>
            <row r="6"><c r="A6"><v>1</v></c>{Cell("B6", "示例装置甲")}{Cell("C6", "(0~1)MPa")}{Cell("D6", "〔2022〕冀量标法证字第0001号")}<c r="E6" s="1"><v>41274</v></c><c r="F6"><v>43100</v></c></row>
            <row r="7">{Cell("C7", "(1~6)MPa")}</row>
            <row r="8" hidden="1"><c r="A8"><v>2</v></c>{Cell("B8", "示例装置乙")}{Cell("C8", "(0~1)MPa")}{Cell("D8", "〔2022〕冀量标法证字第0002号")}<c r="E8" s="1"><v>41274</v></c><c r="F8" s="1"><v>43100</v></c></row>
            <row r="9">{Cell("A9", "合计")}<c r="B9"><v>2</v></c></row>
            """,
            "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"D3:F3\"/><mergeCell ref=\"A3:A4\"/><mergeCell ref=\"B3:B4\"/><mergeCell ref=\"C3:C4\"/><mergeCell ref=\"A6:A7\"/><mergeCell ref=\"B6:B7\"/><mergeCell ref=\"D6:D7\"/></mergeCells>",
            "<workbookPr date1904=\"1\"/>"));
        var (code, output, error) = await Commands.Ran.EnglishAsync("standards", "import", file, "--dry-run", "--json");
        Assert.Equal((0, ""), (code, error));
        using var answer = JsonDocument.Parse(output);
        var rows = answer.RootElement.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal([(6, "示例装置甲"), (8, "示例装置乙")], rows.Select(row => (row.GetProperty("line").GetInt32(), row.GetProperty("nameZh").GetString()!)));
        Assert.All(rows, row => Assert.Equal(("2017-01-01", "2022-01-01"), (row.GetProperty("certificates")[0].GetProperty("issuedOn").GetString(), row.GetProperty("certificates")[0].GetProperty("validUntil").GetString())));
        Assert.Equal(2, rows[0].GetProperty("ranges").GetArrayLength());
        Assert.Equal(["excel-serial-date", "rows-joined"], Codes(rows[0]).Intersect(["excel-serial-date", "rows-joined"]));
        Assert.Contains("row-hidden", Codes(rows[1]));
        Assert.Equal(["row-not-read", "row-not-read", "row-not-read"], answer.RootElement.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString()!).Where(one => one == "row-not-read"));

        static IEnumerable<string> Codes(JsonElement row) => row.GetProperty("remarks").EnumerateArray().Select(remark => remark.GetProperty("code").GetString()!);
    }

    private static byte[] Workbook() => Workbook(
        """
        <row r="1"><c r="A1" t="inlineStr"><is><t>代码</t></is></c><c r="B1" t="s"><v>0</v></c><c r="D1" t="inlineStr"><is><t>计量标准证书号</t></is></c><c r="E1" t="inlineStr"><is><t>有效期</t></is></c></row>
        <row r="2"><c r="A2"><v>4113803</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>[2016]桂量标气象证字第006号</t></is></c><c r="E2"><v>43840</v></c></row>
        """, "", "");

    private static byte[] Workbook(string rows, string merged, string properties)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(xml);
            }

            Part("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/s.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/f.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/t.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""");
            Part("_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Part("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Office}">{properties}<sheets><sheet name="登记册" sheetId="1" r:id="s"/></sheets></workbook>""");
            Part("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="{Office}/worksheet" Target="s.xml"/><Relationship Id="t" Type="{Office}/sharedStrings" Target="t.xml"/><Relationship Id="f" Type="{Office}/styles" Target="f.xml"/></Relationships>""");
            Part("xl/f.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>""");
            Part("xl/t.xml", $"""<sst xmlns="{Main}"><si><t>计量标准名称</t></si><si><r><t>二等铂电阻</t></r><r><t>温度计标准装置</t></r></si></sst>""");
            Part("xl/s.xml", $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData>{merged}</worksheet>""");
        }

        return bytes.ToArray();
    }

    private static async Task<int> CountAsync(Laboratory laboratory) => (await laboratory.Get<StandardQueries>().AllAsync(default)).Count;

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string name, byte[] content)
    {
        var page = await visitor.ReadAsync("/standards/imports");
        var form = new MultipartFormDataContent { { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" } };
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return await visitor.SendAsync(new(HttpMethod.Post, "/standards/imports") { Content = form });
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, byte[] body)
    {
        var page = await visitor.ReadAsync("/standards/imports");
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(path.Contains("columns", StringComparison.Ordinal) ? "application/json" : "application/octet-stream");
        request.Headers.Add(ForgeryGate.Header, Token().Match(page).Groups[1].Value);
        return await visitor.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
