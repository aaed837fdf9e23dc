// The names that `Vary` lacks. Only a `*` alone replaces them: some caches do not know it in a list.
function missing(vary, names) {
  const members = vary.toLowerCase().split(/[ \t]*,[ \t]*/);
  return vary === "*" ? [] : names.filter((name) => !members.includes(name.toLowerCase()));
}
