// Browsers read `*` as a name if there are credentials, so the answer repeats what a preflight asks
// for: at most 64 names, and at most 4096 bytes of each header.
function repeatMethod(lines) {
  const methods = lines("Access-Control-Request-Method");
  const isOne = methods.length === 1 && methods[0].length <= 4096 && TOKEN.test(methods[0]);
  return isOne ? [["Access-Control-Allow-Methods", methods[0]]] : [];
}

function repeatHeaders(lines) {
  const asked = lines("Access-Control-Request-Headers");
  if (asked.length > 64 || asked.join("").length > 4096) {
    return [];
  }
  const members = asked.map((line) => line.split(","));
  const names = members.map((line) => line.filter((member) => /[^ \t]/.test(member)));
  const count = names.reduce((sum, line) => sum + Math.max(line.length, 1), 0);
  const isFine = members.flat().every((member) => MEMBER.test(member));
  return isFine && count <= 64 && names.some((line) => line.length > 0)
    ? asked.map((line) => ["Access-Control-Allow-Headers", line])
    : [];
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const MEMBER = /^[ \t]*(?:[\w!#$%&'*+.^`|~-]+[ \t]*)?$/;
