/** The AWS SDK as the example's scripts find it: installed beside them, or on NODE_PATH. */
exports.requireSdk = (name) => {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error(
      `${name} is not installed: run npm install ${name}, or name a node_modules folder in NODE_PATH.`,
    );
    process.exit(1);
  }
};
