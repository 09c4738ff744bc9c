using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.Edges.OpenXml;
using Metrology.Testing;
using Metrology.Web.Access;

namespace Metrology.Web.Tests;

/// <summary>What is sent to do harm: paths, redirects, workbooks that unpack without end, lines for the log, passwords that everybody guesses.</summary>
public sealed partial class HostileInputTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public async Task A_path_leads_nowhere_outside()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Approver);
        foreach (var climb in new[] { "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fmetrology.db", "..%5c..%5cmetrology.db", "....%2f%2fmetrology.db" })
        {
            foreach (var folder in new[] { "/", "/lib/", "/certificates/", "/certificates/MN/../", "/check/", "/procedures/", "/verifications/" })
            {
                var answer = await visitor.GetAsync(folder + climb);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest || folder == "/check/", $"{folder}{climb}: {answer.StatusCode}");
                Assert.DoesNotContain("root:", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    public async Task The_switch_of_languages_sends_nobody_elsewhere(string back)
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var answer = await laboratory.Visit().PostFromAsync("/setup", "/language", ("language", "en"), ("back", back));
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    /// <summary>10 with a raised 5 is not 105.</summary>
    [Fact]
    public void Raised_figures_of_a_workbook_stay_raised()
    {
        const string raised = "<rPr><vertAlign val=\"superscript\"/></rPr>";
        string Cell(string runs) => Assert.Single(Assert.Single(Assert.Single(new WorkbookReader().Read(Workbook(padding: 0, inline: runs)).Value).Lines).Cells);
        Assert.Equal("(10⁵～10⁻¹²) Ω", Cell($"<r><t>(10</t></r><r>{raised}<t>5</t></r><r><t>～10</t></r><r>{raised}<t>-12</t></r><r><t xml:space=\"preserve\">) Ω</t></r>"));
        Assert.Equal("a1", Cell("<r><t>a</t></r><r><rPr><vertAlign val=\"subscript\"/></rPr><t>1</t></r>"));
        Assert.Equal("1st", Cell($"<r><t>1</t></r><r>{raised}<t>st</t></r>"));
        // What was raised along with the figures, and what has no raised form, does not make 105 of 10⁵.
        Assert.Equal("(10⁵～10¹²)", Cell($"<r><t>(10</t></r><r>{raised}<t>5～</t></r><r><t>10</t></r><r>{raised}<t>１２</t></r><r><t>)</t></r>"));
        Assert.Equal("10³.⁵", Cell($"<r><t>10</t></r><r>{raised}<t>3.5</t></r>"));
        Assert.Equal("10⁽⁵⁾", Cell($"<r><t>10</t></r><r>{raised}<t>(5)</t></r>"));
        Assert.Equal("10⁻⁴ ", Cell($"<r><t>10</t></r><r>{raised}<t xml:space=\"preserve\"> –4 </t></r>"));
    }

    /// <summary>A hundred kilobytes that would be a hundred million characters.</summary>
    [Fact]
    public void A_workbook_that_unpacks_without_end_is_refused()
    {
        var before = GC.GetTotalAllocatedBytes();
        var file = Workbook(padding: 100_000_000);
        Assert.True(file.Length < 1024 * 1024);
        Assert.True(new WorkbookReader().Read(file).IsRefused);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 2_000_000_000);
        // Each row says that it reaches far to the right; and one row, one text, has elements without end.
        foreach (var (inside, heavy) in new[] { ("", string.Concat(Enumerable.Repeat("<row><c r=\"GR1\"><v>1</v></c></row>", 39_000))), (string.Concat(Enumerable.Repeat("<r/>", 300_000)), ""), ("", "<row>" + string.Concat(Enumerable.Repeat("<c/>", 300_000)) + "</row>") })
        {
            before = GC.GetTotalAllocatedBytes();
            Assert.Equal("standard-import.too-large", new WorkbookReader().Read(Workbook(padding: 0, inline: inside.Length > 0 ? inside : "<t>a</t>", rows: heavy)).Refusal?.Code);
            Assert.True(GC.GetTotalAllocatedBytes() - before < 400_000_000);
        }

        // The same workbook without its padding is read.
        Assert.Equal(["a"], Assert.Single(Assert.Single(new WorkbookReader().Read(Workbook(padding: 0)).Value).Lines).Cells);
        // A relation that names a part which is not there.
        Assert.True(new WorkbookReader().Read(Workbook(padding: 0, target: "gone.xml")).IsRefused);
        Assert.True(new WorkbookReader().Read(Workbook(padding: 0, id: "r9")).IsRefused);
    }

    /// <summary>What goes to the log is a fixed sentence and values of its places, never a sentence put together from input.</summary>
    [Fact]
    public void No_line_of_the_log_is_put_together()
    {
        var calls = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => LogCall().Matches(File.ReadAllText(path)).Select(match => match.Value)).ToList();
        Assert.True(calls.Count > 3);
        Assert.DoesNotContain(calls, call => call.Contains("$\"", StringComparison.Ordinal) || call.Contains(" + ", StringComparison.Ordinal));
        Assert.Matches("AddSimpleConsole\\(console => \\(console.SingleLine, console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat\\) = \\(true, true, true,", File.ReadAllText(Repository.At("src", "Metrology.Web", "Host", "MetrologyHost.cs")));
    }

    [Theory]
    [InlineData("password1234", false)]
    [InlineData("Password12345!", false)]
    [InlineData("qwertyuiop123", false)]
    [InlineData("1q2w3e4r5t6y", false)]
    [InlineData("metrology2026", false)]
    [InlineData("计量检定密码abcd1234", false)]
    [InlineData("iloveyou5201314", false)]
    [InlineData("administrator1", false)]
    [InlineData("P@55w0rd!2024", false)]
    [InlineData("poiuytrewq99", false)]
    [InlineData("1qaz2wsx3edc4rfv", false)]
    [InlineData("!@#$%^&*()_+", false)]
    [InlineData("k7wqk7wqk7wq", false)]
    [InlineData("19870621-wangli", false)]
    [InlineData("zhang.2024.san!", false)]
    [InlineData("示范计量所20260101", false)]
    [InlineData("Province2026!!", false)]
    [InlineData("长城长江黄河泰山大海天空", true)]
    [InlineData("my property in 1999 burnt", true)]
    [InlineData("correct horse battery staple", false)]
    [InlineData("lamps hum over grey roofs", true)]
    [InlineData("another long password", true)]
    [InlineData("今天下午三点去河边钓鱼呀", true)]
    [InlineData("k7wq9zrm4xtb", true)]
    public void What_everybody_guesses_is_no_password(string password, bool isOne) => Assert.Equal(
        isOne, PasswordPolicy.Check(password, "zhang.san", new(["王丽 Wang Li", "示范计量所", "Metrology Institute of the Province"], ForbiddenPasswords.None)) is null);

    /// <summary>What people make of a common word so that it is long enough: several thousand by rule, in the place of a list of the most common passwords of this length.</summary>
    [Fact]
    public void No_password_that_is_put_together_of_common_pieces_is_taken()
    {
        string[] words =
        [
            "password", "qwerty", "iloveyou", "letmein", "welcome", "admin", "monkey", "dragon", "sunshine", "princess", "football", "baseball", "superman", "batman", "shadow", "trustno1", "changeme", "secret",
            "michael", "jordan", "charlie", "summer", "winter", "computer", "internet", "woaini", "zhang", "beijing", "metrology", "calibration", "laboratory", "jiliang",
        ];
        string[] ends =
        [
            "1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "111", "1111", "111111", "000", "0000", "321", "654321", "520", "1314", "5201314", "888", "666", "!", "!!", "!1", "1!", "@123", "#123",
            "123!", "123456!", "2024!", "_1", ".1", "abc", "abc123", "qwe", "qwe123", "asd", "zxc", .. Enumerable.Range(1985, 42).Select(year => year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        var made = words.SelectMany(word => ends.SelectMany(end => new[] { word + end, end + word, char.ToUpperInvariant(word[0]) + word[1..] + end, word + word + end, word.ToUpperInvariant() + end, word.Replace('a', '@').Replace('o', '0') + end }))
            .Where(password => password.Length >= PasswordPolicy.MinimumLength).Distinct().ToList();
        Assert.True(made.Count > 3000, $"{made.Count}");
        Assert.DoesNotContain(made, password => PasswordPolicy.Check(password, "zhang.san") is null);
    }

    [Fact]
    public async Task A_list_of_the_institution_is_compared_without_asking_anybody()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("metrology-passwords-").FullName, "list.txt");
        await File.WriteAllLinesAsync(file, ["short", "The Leaked One Of Us", "河边钓鱼的下午三点钟呀呀"], TestContext.Current.CancellationToken);
        var list = ForbiddenPasswords.From(name => name == ForbiddenPasswords.Variable ? file : null).Value;
        Assert.Equal(2, list.Count);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal("serve.bad-password-list", ForbiddenPasswords.From(_ => file).Refusal?.Code);

        await using var laboratory = await Laboratory.StartAsync(demo: false, with: options => options with { Forbidden = list });
        var (name, visitor) = ("管理员甲", laboratory.Visit());
        Assert.Contains("access.password-listed", await (await SetUpAsync("the leaked one of us")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SetUpAsync("the leaked one of me")).StatusCode);

        Task<HttpResponseMessage> SetUpAsync(string password) => visitor.PostAsync(
            "/setup", ("NameZh", "测试计量检定所"), ("UserName", "first"), ("DisplayName", name), ("Password", password), ("PasswordAgain", password), laboratory.SetUpCode);
    }

    private static byte[] Workbook(int padding, string target = "sheet.xml", string id = "r1", string inline = "<t>a</t>", string rows = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/sheet.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Add("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"{id}\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"{target}\"/></Relationships>");
            Add("xl/sheet.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row><c t=\"inlineStr\"><is>{inline}</is></c></row>{rows}", padding, "</sheetData></worksheet>");

            void Add(string name, string text, int blanks = 0, string end = "")
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
                var block = Enumerable.Repeat((byte)' ', 1_000_000).ToArray();
                for (var i = 0; i < blanks; i += block.Length)
                    part.Write(block);
                part.Write(Encoding.UTF8.GetBytes(end));
            }
        }

        return bytes.ToArray();
    }

    [GeneratedRegex(@"\blog\.Log(Trace|Debug|Information|Warning|Error|Critical)\([^;]*;")]
    private static partial Regex LogCall();
}
