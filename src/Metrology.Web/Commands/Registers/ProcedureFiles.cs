using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Web.Commands.Registers;

/// <summary>A procedure named on the command line: a file, or the designation of one that is shipped ("JJG 1148-2022").</summary>
internal static class ProcedureFiles
{
    /// <summary>The procedure, or null after everything that is wrong with it was said.</summary>
    public static Procedure? Open(Terminal terminal, string name)
    {
        if (!File.Exists(name))
        {
            if (ProcedureCatalog.Find(name) is { } shipped)
                return shipped;
            terminal.Refuse(Refusal.Of("procedure.no-file", $"没有文件或规程 {name}。", $"There is no file or shipped procedure {name}."));
            return null;
        }

        if (new FileInfo(name).Length > ProcedureFile.LargestFile)
        {
            terminal.Refuse(Refusal.Of("procedure.too-large", $"文件 {name} 过大，不是规程数据。", $"The file {name} is too large for a procedure."));
            return null;
        }

        var load = ProcedureFile.Load(File.ReadAllBytes(name));
        if (load.Procedure is null)
            CommandInput.Refuse(terminal, name, load.Problems);
        return load.Procedure;
    }
}
